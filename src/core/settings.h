/* What an organiser sets once for this kiosk, whatever the meeting. Plain values; stored by name in
 * the database, and readable from goedwerk.ini on the boot partition. */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H

#include "core/paper.h"
#include <stdbool.h>

enum {
    SETTING_TEXT_MAX = 64, /* bytes, with the closing NUL */
    PAPER_AUTOMATIC = -1, /* what the printer says is loaded */
    BRIGHTNESS_LOWEST = 10, /* percent: less would look like a broken screen */
};

struct settings {
    char kiosk[SETTING_TEXT_MAX]; /* this kiosk's name, a label; "": none */
    char language[12]; /* that each visitor begins with; "": the content's first */
    int brightness; /* percent, BRIGHTNESS_LOWEST to 100 */
    int rotation; /* 0, 90, 180, 270 degrees clockwise */
    char printer[SETTING_TEXT_MAX]; /* queue; "": CUPS's default one */
    bool printer_off;
    int paper; /* enum paper_kind, or PAPER_AUTOMATIC */
    int print_limit; /* cards a day; 0: no limit */
    int pack; /* sheets in a new pack of paper */
    /* Of the glass; only in goedwerk.ini, for who prepares a kiosk. */
    double px_per_mm; /* 0: ask the display */
    double touch_matrix[6]; /* as libinput's calibration matrix; all 0: none */
    char display[SETTING_TEXT_MAX]; /* name of the visitors' display; "": the first */
};

/* What holds until somebody sets something. */
struct settings settings_default(void);

#endif
