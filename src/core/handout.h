/* What an organiser can have printed on paper, beside the visitors' cards. */
#ifndef CORE_HANDOUT_H
#define CORE_HANDOUT_H

#include "base/err.h"
#include "core/printing.h"

enum handout {
    HANDOUT_TEST, /* a test card */
    HANDOUT_REPORT, /* verslag.pdf */
    HANDOUT_CHEAT_SHEET, /* spiekbriefje */
    HANDOUT_STORIES, /* verhalen op papier */
    HANDOUT_OWN_DILEMMA, /* mijn eigen dilemma */
    HANDOUT_BOX_TO_DOOR, /* van doos tot deur */
    HANDOUT_COUNT
};

/* How far the last one is that was asked for. */
struct handout_news {
    enum handout kind;
    enum print_state state;
    enum err_code code; /* of PRINT_FAILED */
};

#endif
