# One machine for an almanac at Hetzner Cloud: a server, a volume that outlives it, and a firewall. README.md says how to use it.

terraform {
  required_version = ">= 1.7"
  required_providers {
    hcloud = {
      source  = "hetznercloud/hcloud"
      version = "~> 1.50"
    }
  }
}

# The token comes from HCLOUD_TOKEN, so that it stands in no file.
provider "hcloud" {}

locals {
  everybody = ["0.0.0.0/0", "::/0"]
}

resource "hcloud_ssh_key" "operator" {
  name       = "${var.name}-operator"
  public_key = var.ssh_public_key
}

resource "hcloud_firewall" "almanac" {
  name = var.name

  rule {
    description = "SSH, for the operator"
    direction   = "in"
    protocol    = "tcp"
    port        = "22"
    source_ips  = var.ssh_sources
  }

  dynamic "rule" {
    for_each = { "80/tcp" = "certificates, and the way to HTTPS", "443/tcp" = "HTTPS", "443/udp" = "HTTP/3" }
    content {
      description = rule.value
      direction   = "in"
      protocol    = split("/", rule.key)[1]
      port        = split("/", rule.key)[0]
      source_ips  = local.everybody
    }
  }

  rule {
    description = "reachability, and how large a packet may be"
    direction   = "in"
    protocol    = "icmp"
    source_ips  = local.everybody
  }
}

# Database, secrets, certificates and backups: whatever must outlive the server.
resource "hcloud_volume" "data" {
  name              = "${var.name}-data"
  location          = var.location
  size              = var.volume_gb
  format            = "ext4"
  delete_protection = true
}

module "machine" {
  source = "./machine"

  device       = hcloud_volume.data.linux_device
  repository   = var.repository
  revision     = var.revision
  site         = var.site
  mail_from    = var.mail_from
  backups_days = var.backups_days
}

resource "hcloud_server" "almanac" {
  name                     = var.name
  location                 = var.location
  server_type              = var.server_type
  image                    = "ubuntu-24.04"
  ssh_keys                 = [hcloud_ssh_key.operator.id]
  firewall_ids             = [hcloud_firewall.almanac.id]
  user_data                = module.machine.user_data
  shutdown_before_deletion = true

  lifecycle {
    # They are read once, when the server is made. A change of them must not remove a server by itself: say
    # `terraform apply -replace=hcloud_server.almanac`, and the new one finds its data on the volume.
    ignore_changes = [user_data, ssh_keys, image]
  }
}

resource "hcloud_volume_attachment" "data" {
  server_id = hcloud_server.almanac.id
  volume_id = hcloud_volume.data.id
  automount = false
}
