"""本组: all schools of a team in one table, tonight's calls, what is read out."""
