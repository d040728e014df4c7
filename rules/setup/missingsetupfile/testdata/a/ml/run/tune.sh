echo tuned
