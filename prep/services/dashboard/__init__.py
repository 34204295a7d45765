"""The dashboard's pages: what the figures of `progress` and the log are shown as."""
