/* How the printer is, and how far a card has come. Apart from msg.h, whose MSG_CONFIRM is a name
 * of <sys/socket.h> too. */
#ifndef CORE_PRINTING_H
#define CORE_PRINTING_H

#include <stdint.h>

enum print_state { PRINT_NONE, PRINT_BUSY, PRINT_NO_PAPER, PRINT_TAKE, PRINT_FAILED };

enum printer_condition {
    PRINTER_NONE, /* this kiosk has no printer */
    PRINTER_READY,
    PRINTER_NO_PAPER,
    PRINTER_GONE, /* set up, but it does not answer */
    PRINTER_STOPPED, /* its queue is paused */
};

/* Sheets of paper, in numbers that survive a restart. */
struct printed {
    uint32_t meeting; /* cards, this meeting */
    uint32_t day; /* cards, this day: what the limit counts */
    int sheets; /* left in the pack */
};

#endif
