"""Projects: driven through their stages."""
