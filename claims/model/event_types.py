"""The codebook of event types: ACLED's sub-event types, for all languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EVENT_TYPES"]

EVENT_TYPES: Mapping[str, tuple[str, str] | None] = {
    "armed_clash": ("Battles", "Armed clash"),
    "territory_regained": ("Battles", "Government regains territory"),
    "territory_overtaken": ("Battles", "Non-state actor overtakes territory"),
    "chemical_weapon": ("Explosions/Remote violence", "Chemical weapon"),
    "air_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "suicide_bomb": ("Explosions/Remote violence", "Suicide bomb"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "landmine_ied": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "grenade": ("Explosions/Remote violence", "Grenade"),
    "sexual_violence": ("Violence against civilians", "Sexual violence"),
    "attack": ("Violence against civilians", "Attack"),
    "abduction": ("Violence against civilians", "Abduction/forced disappearance"),
    "peaceful_protest": ("Protests", "Peaceful protest"),
    "excessive_force": ("Protests", "Excessive force against protesters"),
    "violent_demonstration": ("Riots", "Violent demonstration"),
    "agreement": ("Strategic developments", "Agreement"),
    "arrest": ("Strategic developments", "Arrests"),
    "group_change": ("Strategic developments", "Change to group/activity"),
    "disrupted_weapons": ("Strategic developments", "Disrupted weapons use"),
    "base_established": ("Strategic developments", "Headquarters or base established"),
    "looting_destruction": ("Strategic developments", "Looting/property destruction"),
    "territory_transferred": ("Strategic developments", "Non-violent transfer of territory"),
    "displacement": ("Strategic developments", "Other"),
    "other": None,
    "statement_of_intent": None,
}
"""Each type with its ACLED event type and sub-event type; None for types that ACLED does not code."""
