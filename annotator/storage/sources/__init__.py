"""Sources across the library: who is who, what is only guessed, what a person said once for all."""
