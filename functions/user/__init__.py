"""People: profiles, skills, and whom they follow and block."""
