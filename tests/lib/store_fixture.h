/*
 * A store in a folder of its own, and a look behind it: what is counted but not published is seen
 * by no function of store.h. Every failure of the helpers fails the running cmocka test.
 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "base/arena.h"
#include "sample_meeting.h"
#include "store/db.h"

struct fixture {
    struct arena *a;
    const char *dir, *path; /* path: of the database */
    struct store *s;
    struct meeting m;
};

/* A fresh folder, not opened. */
struct fixture *fixture_new(void);
void fixture_free(struct fixture *f); /* closes, and removes the folder */

/* Opens and expects this origin. */
void fixture_open(struct fixture *f, enum store_origin origin);
void fixture_close(struct fixture *f);

/* fixture_new, opened, with a running meeting of sample_deck. */
struct fixture *fixture_meeting(enum meeting_results results, int group_min);

/* Ids that are the same each time, so that files can be compared. */
struct fixture *fixture_meeting_seeded(enum meeting_results results, int group_min);

/* Not opened, as a kiosk that was served by an earlier version leaves it: a running meeting with 3 answers
 * to the first card of sample_deck. */
struct fixture *fixture_made_by(int version);

/* Counts times answers to card i of the deck; the published tally after it. */
struct tally fixture_count(struct fixture *f, int card, enum element e, enum choice c, int times);

/* Answers counted for card i, published or not; element -1: of all elements; choice likewise. */
int fixture_counted(struct fixture *f, int card, int element, int choice);

/* The first column of the first row of sql, as text in f->a. */
const char *fixture_raw(struct fixture *f, const char *sql);

/* All rows of all tables, as text in f->a. */
const char *fixture_dump(struct fixture *f);

/* Copies file from to file to. */
void fixture_copy(const char *from, const char *to);

#endif
