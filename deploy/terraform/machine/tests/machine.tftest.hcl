variables {
  device     = "/dev/disk/by-id/scsi-0HC_Volume_1"
  repository = "https://git.example.org/film/almanac.git"
  revision   = "main"
  site       = "almanac.example.org"
  mail_from  = "almanac@example.org"
}

run "a_machine_is_told_everything" {
  command = apply

  assert {
    condition     = startswith(output.user_data, "#cloud-config\n")
    error_message = "cloud-init would not know what it is"
  }
  assert {
    condition     = yamldecode(output.user_data).write_files[1].content == file("./start.sh")
    error_message = "the script does not arrive as it is"
  }
  assert {
    condition     = strcontains(yamldecode(output.user_data).write_files[0].content, "SITE='almanac.example.org'\n")
    error_message = "the settings do not arrive"
  }
  assert {
    condition     = length(output.user_data) < 32768
    error_message = "user data may have 32 KiB"
  }
}

run "words_that_a_shell_would_read" {
  command = plan
  variables {
    device     = "/dev/sdb' rm"
    repository = "https://git.example.org/a'b"
    revision   = "$(reboot)"
    site       = "https://almanac.example.org/"
    mail_from  = "Almanac <almanac@example.org>"
  }
  expect_failures = [var.device, var.repository, var.revision, var.site, var.mail_from]
}

run "a_password_in_an_address" {
  command = plan
  variables {
    repository = "https://user:password@git.example.org/film/almanac.git"
  }
  expect_failures = [var.repository]
}

run "backups_that_are_never_kept" {
  command = plan
  variables {
    backups_days = 0
  }
  expect_failures = [var.backups_days]
}
