"""Will this answer be right? Every response predicted from the same learner's earlier ones."""
