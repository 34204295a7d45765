"""Mock exams as they are sat: starting, answering, sections and breaks, handing in."""
