"""Forms: labelled fields that say what is wrong beneath themselves."""
