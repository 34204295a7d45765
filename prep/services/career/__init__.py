"""The path from IT work to a project career: exams, titles, tools, and mistakes on the way."""
