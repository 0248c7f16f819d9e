"""What a reviewer waits for at the desk."""
