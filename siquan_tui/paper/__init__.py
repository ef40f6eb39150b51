"""Papers (决议, 会议记录): their data, their templates, fonts, printing."""
