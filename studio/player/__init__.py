"""Playing a schedule full screen."""
