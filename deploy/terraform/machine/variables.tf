# None of them may hold a quotation mark or a line break: they are written into a file that a shell reads.

variable "device" {
  description = "The volume's device."
  type        = string
  validation {
    condition     = can(regex("^/dev/[A-Za-z0-9/_-]+$", var.device))
    error_message = "A path below /dev."
  }
}

variable "repository" {
  type = string
  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+/[A-Za-z0-9._/-]+$", var.repository))
    error_message = "An address that begins with https:// and holds no user name or password."
  }
}

variable "revision" {
  type = string
  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]*$", var.revision))
    error_message = "A tag, a branch or a commit."
  }
}

variable "site" {
  type = string
  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.site))
    error_message = "A public domain in small letters, without https:// and without a path."
  }
}

variable "mail_from" {
  type = string
  validation {
    condition     = can(regex("^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$", var.mail_from))
    error_message = "A mail address, without a name before it."
  }
}

variable "backups_days" {
  type    = number
  default = 14
  validation {
    condition     = var.backups_days >= 1 && floor(var.backups_days) == var.backups_days
    error_message = "A whole number of days, at least 1."
  }
}
