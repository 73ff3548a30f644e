### The mails with secret links, in English. Every language has the same messages.

mail-greeting = Hello { $name },

verify-email = Welcome to Learn Exchange! Please verify that this address is yours:
    .subject = Verify your e-mail address
    .action = Verify my address
    .note = The link works once, for three days. If you did not sign up, ignore this mail.

reset-password = Somebody, hopefully you, asked to set a new password for your account:
    .subject = Set a new password
    .action = Set a new password
    .note = The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.
