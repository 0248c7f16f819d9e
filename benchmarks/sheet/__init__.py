"""What rendering a sheet costs."""
