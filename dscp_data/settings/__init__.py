"""Settings of the partnership: targets, baselines, notes and meeting dates."""

from dscp_data.model.settings import NewSetting, Setting
from dscp_data.settings.meetings import last_meeting, meetings
from dscp_data.settings.scope import (
    ALL_FIGURES,
    Scope,
    points_of_limits,
    settings_of,
    starts_of_baselines,
    targets_at,
)
from dscp_data.settings.settings import (
    SettingError,
    end_setting,
    save_setting,
    settings_at,
)

__all__ = [
    "ALL_FIGURES",
    "NewSetting",
    "Scope",
    "Setting",
    "SettingError",
    "end_setting",
    "last_meeting",
    "meetings",
    "points_of_limits",
    "save_setting",
    "settings_at",
    "settings_of",
    "starts_of_baselines",
    "targets_at",
]
