"""立项申请: the list of applications, one in full, and the form to fill in."""
