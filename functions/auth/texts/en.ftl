### The mails about accounts, in English. Every language has the same messages.

mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-or-open = Or open this address:
mail-why-account = You get this mail because it is about your account at Learn Exchange. Such mails keep it yours, and cannot be switched off.

verify-email = Welcome to Learn Exchange! Please verify that this address is yours:
    .subject = Verify your e-mail address
    .action = Verify my address
    .note = The link works once, for three days. If you did not sign up, ignore this mail.

reset-password = Somebody, hopefully you, asked to set a new password for your account:
    .subject = Set a new password
    .action = Set a new password
    .note = The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.

password-changed = The password of your account was changed on { $when } ({ $zone }), from { $device ->
        [unknown] a device that did not say what it is
       *[other] this device: { $device }
    }. All other devices are signed out.
    .subject = Your password was changed
    .action = Set a new password
    .note = If it was you, there is nothing to do. If not, set a new password now: that signs everybody else out.

password-reset = A new password of your account was set by a link in a mail to you, on { $when } ({ $zone }), from { $device ->
        [unknown] a device that did not say what it is
       *[other] this device: { $device }
    }. All devices are signed out.
    .subject = A new password was set
    .action = Set another password
    .note = If it was you, there is nothing to do. If not, somebody reads your mails: secure your mailbox first, then set another password.

new-device = Somebody, hopefully you, signed in to your account on { $when } ({ $zone }), from { $device ->
        [unknown] a device that did not say what it is
       *[other] this device: { $device }
    }.
    .subject = A new device has signed in to your account
    .action = Look at your devices
    .note = If it was you, there is nothing to do. If not, change your password now: that signs all other devices out.
