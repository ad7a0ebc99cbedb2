/* Ways through the kiosk. Each begins on a kiosk that runs and shows attract; see tour.h. */
#ifndef TESTS_DEMO_WALK_H
#define TESTS_DEMO_WALK_H

#include "tour.h"

/* From attract to goodbye and back, through three cards of the deck. */
void walk_visit(struct tour *t);

/* Sets the PIN, leaves, comes back, and pairs a stick. */
void walk_organiser(struct tour *t);

/* Prints through CUPS, to its end and without paper. Starts the kiosk itself, and stops it. */
void walk_paper(struct tour *t);

/* A new kiosk whose visitor goes away: takes a minute. */
void walk_idle(struct tour *t);

#endif
