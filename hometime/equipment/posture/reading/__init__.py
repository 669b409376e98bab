"""What a device manager’s file says, read without Django: bytes in, devices and reasons out. `reading.opening.open_file` is the door."""
