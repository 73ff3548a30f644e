"""Push notifications: devices, their SNS endpoints, and sending to them."""
