/* Ways through the kiosk. Each begins on a kiosk that runs and shows attract; see tour.h. */
#ifndef TESTS_DEMO_WALK_H
#define TESTS_DEMO_WALK_H

#include "cups_lab.h"
#include "tour.h"

/* From attract to goodbye and back, through three cards of the deck. */
void walk_visit(struct tour *t);

/* Sets the PIN, leaves, comes back, and pairs a stick. */
void walk_organiser(struct tour *t);

/* From the organiser's page, with a stick in, to each of its screens and back. */
void desk_walk(struct tour *t);

/* Prints on the lab's queue: while it lasts, and without paper. The lab has paper of that size. */
#define WALK_PAPER_SIZE "iso_a6_105x148mm"
void walk_paper(struct tour *t, struct lab *lab);

/* A new kiosk whose visitor goes away: takes a minute. */
void walk_idle(struct tour *t);

#endif
