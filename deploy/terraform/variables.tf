variable "site" {
  description = "The name by which people find the almanac. Point it to the server's addresses when these are known."
  type        = string
}

variable "mail_from" {
  description = "The sender of mail, such as almanac@example.org."
  type        = string
}

variable "repository" {
  description = "Where the server gets the almanac from, by Git over HTTPS, without a password."
  type        = string
}

variable "revision" {
  description = "A tag, a branch or a commit of it."
  type        = string
}

variable "ssh_public_key" {
  description = "The operator's key, as in ~/.ssh/id_ed25519.pub."
  type        = string
  validation {
    condition     = can(regex("^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa|sk-ssh-ed25519@openssh.com) [A-Za-z0-9+/=]+( .*)?$", var.ssh_public_key))
    error_message = "Give a public key of SSH on one line; it begins with ssh-ed25519, ecdsa-sha2-… or ssh-rsa."
  }
}

variable "ssh_sources" {
  description = "The networks that may reach SSH, such as [\"198.51.100.7/32\"]."
  type        = list(string)
  validation {
    condition     = length(var.ssh_sources) > 0 && alltrue([for one in var.ssh_sources : can(cidrhost(one, 0))])
    error_message = "Give at least one network in CIDR notation; a single address ends with /32 or /128."
  }
  validation {
    condition     = alltrue([for one in var.ssh_sources : !endswith(one, "/0")])
    error_message = "SSH open to everybody is not wanted: name your own networks."
  }
}

variable "name" {
  description = "Of the server; the other things are named after it."
  type        = string
  default     = "almanac"
  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$", var.name))
    error_message = "A host name: small letters, digits and dashes, first a letter."
  }
}

variable "location" {
  description = "Where server and volume are, such as fsn1, nbg1, hel1, ash or hil."
  type        = string
  default     = "fsn1"
  validation {
    condition     = can(regex("^[a-z]{3}[0-9]?$", var.location))
    error_message = "A location's short name, such as fsn1."
  }
}

variable "server_type" {
  description = "At least 2 cores and 2 GB; 4 GB for the profile observability."
  type        = string
  default     = "cx23"
  validation {
    condition     = can(regex("^[a-z]{2,4}[0-9]{2}$", var.server_type))
    error_message = "A server type's name, such as cx23."
  }
}

variable "volume_gb" {
  description = "For database, images and backups."
  type        = number
  default     = 20
  validation {
    condition     = var.volume_gb >= 10 && var.volume_gb <= 10240 && floor(var.volume_gb) == var.volume_gb
    error_message = "A whole number from 10 to 10240."
  }
}

variable "backups_days" {
  description = "How long a daily backup is kept on the volume."
  type        = number
  default     = 14
}
