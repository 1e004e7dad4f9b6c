"""What is known about premieres and when to say it; knows no Discord."""
