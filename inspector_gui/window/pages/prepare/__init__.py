"""A campaign before the visits: notice, schools, people, who goes where and when, and by what."""
