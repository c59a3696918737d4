"""Sentences about merges that the window and the command line both say."""

from db.packages.package_log import TeamDelivery


def missing_of(one: TeamDelivery) -> list[str]:
    """Packages that were made and have not come; a copied file numbers its own anew."""
    other = one.missing_copies
    plain = tuple(number for number in one.missing if number not in other)
    return [
        *([f"缺 {package_names(plain)}"] if plain else []),
        *([f"缺另一台电脑生成的{package_names(other)}"] if other else []),
    ]


def package_names(numbers: tuple[int, ...]) -> str:
    return "、".join(f"包{number:04}" for number in numbers)
