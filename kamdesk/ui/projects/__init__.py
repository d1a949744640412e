"""Filing and applying: the page that holds their four parts, and what the parts share."""
