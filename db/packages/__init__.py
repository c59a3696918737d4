"""Packages (`第三检查组-包0004.inspkg`): how a team's records reach the bureau on a stick.

A package is a zip of a manifest and the team's file, encrypted by age to the bureau's public key.
The file inside is encrypted once more, under a key that only the manifest holds, so that neither
the making nor the opening ever leaves readable records on a disk.
"""
