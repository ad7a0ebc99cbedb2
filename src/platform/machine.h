/*
 * What the machine tells of itself: room on its disk, temperature, power, clock. Reads small files
 * of the kernel; any worker thread.
 *
 * Power is told by a Raspberry Pi only, and this has not run on one: the names and the bits are
 * those of the kernel's documentation (Documentation/hwmon/raspberrypi-hwmon.rst: rpi_volt,
 * in0_lcrit_alarm) and of the firmware property GET_THROTTLED (bit 0: under-voltage now, bit 16:
 * since it was switched on). The driver behind the first clears the firmware's memory each two
 * seconds, so that only looking again and again can tell "since".
 */
#ifndef PLATFORM_MACHINE_H
#define PLATFORM_MACHINE_H

#include "core/health.h"
#include <stdint.h>

struct machine_places {
    const char *root; /* "": this machine; tests bring a sys/ of their own */
    const char *data; /* the folder whose disk counts */
};

/*
 * Looks. confirmed: the day that the organiser said it is, "2026-11-21", or "". h is what the last
 * look found, at first all zero: under-voltage that was seen once stays. What cannot be read is not
 * known; a disk of 0 MB neither. A MB is a million bytes.
 */
void machine_look(const struct machine_places *at, const char *confirmed, struct health *h);

/* Why a clock may be right. */
struct machine_clock {
    int64_t now_s; /* since 1970; what the clock says */
    bool synchronised; /* with a time server */
    int64_t rtc_s; /* what the battery's clock says; 0: there is none */
    const char *confirmed; /* as for machine_look */
    const char *built; /* the day this program was made: no day before it is today */
};

/*
 * Whether the day is to be trusted: synchronised, or a battery's clock says so within a day, or the
 * organiser confirmed this day or the one before (an evening may end after midnight). Pure but for
 * the time zone.
 */
bool machine_clock_trusted(const struct machine_clock *c);

#endif
