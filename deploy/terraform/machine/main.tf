# What a new machine is told, as cloud-init's user data. Without a provider, so it can be tried anywhere: terraform test.

terraform {
  required_version = ">= 1.7"
}

locals {
  settings = {
    DEVICE     = var.device
    DATA       = "/srv/almanac"
    REPOSITORY = var.repository
    REVISION   = var.revision
    SITE       = var.site
    MAIL_FROM  = var.mail_from
  }
}

output "user_data" {
  description = "A cloud-config document. It holds no secret: these are made on the machine."
  value = templatefile("${path.module}/cloud-init.yaml.tftpl", {
    settings     = join("", [for name, value in local.settings : "${name}='${value}'\n"])
    start        = file("${path.module}/start.sh")
    backups_days = var.backups_days
  })
}
