"""What is true without a screen or a file: words, rules, numbers."""
