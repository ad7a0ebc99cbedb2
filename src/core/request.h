/* What only root may do, and a helper does for the organiser. */
#ifndef CORE_REQUEST_H
#define CORE_REQUEST_H

enum request { REQUEST_POWER_OFF, REQUEST_REBOOT, REQUEST_SET_TIME, REQUEST_BRIGHTNESS };

enum { TIME_TEXT_MAX = 20 }; /* "2026-11-21 18:05", with the closing NUL and some room */

#endif
