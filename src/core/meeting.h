/* One hub meeting, as plain data. Every count belongs to exactly one. */
#ifndef CORE_MEETING_H
#define CORE_MEETING_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MEETING_TITLE_MAX = 120, /* bytes, with the closing NUL */
    MEETING_PLACE_MAX = 80,
    MEETING_KEY_MAX = 64,
    MEETING_CODE_MAX = 64,
    MEETING_ID_BYTES = 16,
};

enum meeting_results { RESULTS_NOW, RESULTS_LATER };
enum meeting_state { MEETING_RUNNING, MEETING_PAUSED, MEETING_CLOSED };

struct meeting {
    uint8_t id[MEETING_ID_BYTES]; /* random; tells nothing */
    char title[MEETING_TITLE_MAX], place[MEETING_PLACE_MAX];
    char date[11]; /* "2026-11-21"; "" while the clock is not to be trusted */
    /* Meetings of several kiosks with one code are joined when results are merged; "": the code that
     * meeting_code makes of title, place and date. */
    char code[MEETING_CODE_MAX];
    char deck[MEETING_KEY_MAX], vocabulary[MEETING_KEY_MAX];
    int group_min; /* GROUP_MIN_LOWEST to GROUP_MIN_HIGHEST */
    enum meeting_results results;
    enum meeting_state state;
};

/* A line of the list of meetings. */
struct meeting_summary {
    struct meeting meeting;
    uint32_t answers; /* published ones */
    bool exported; /* closed, and written to a stick since */
};

#endif
