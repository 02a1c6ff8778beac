output "ipv4" {
  description = "For the A record of the site."
  value       = hcloud_server.almanac.ipv4_address
}

output "ipv6" {
  description = "For its AAAA record."
  value       = hcloud_server.almanac.ipv6_address
}

output "url" {
  description = "Where the almanac answers, some minutes after the records lead to it."
  value       = "https://${var.site}/"
}

output "next" {
  description = "What is left to do by hand."
  value       = "ssh root@${hcloud_server.almanac.ipv4_address} cloud-init status --wait, then README.md, After the first start"
}
