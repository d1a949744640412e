"""Paper: PDF forms from what the services hand over, and pictures of their pages."""
