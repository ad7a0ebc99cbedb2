/* A meeting of the shipped cards in a store of its own, and what leaves it: files for the stick and
 * the model that all screens are drawn from. Ids, date and clock are the same each time. Failures
 * are cmocka's. */
#ifndef TESTS_LIB_HUB_H
#define TESTS_LIB_HUB_H

#include "app/export.h"
#include "core/model.h"

struct hub {
    struct arena *a;
    const char *dir;
    struct store *store;
    struct typesetter *typesetter;
    const struct content *content;
    struct meeting meeting;
};

/* A running meeting of the deck, minimum 5. */
struct hub *hub_open(const char *deck, enum meeting_results results);
struct hub *hub_open_as(int id, const char *deck, enum meeting_results results); /* another kiosk */
void hub_close(struct hub *h);

void hub_begin(struct hub *h); /* another meeting, called the same; the one before is closed */
void hub_restart(struct hub *h); /* the program ends, and is started again */

/* Counts times answers to card i of the deck. */
void hub_count(struct hub *h, int card, enum element e, enum choice c, int times);

const struct published *hub_published(struct hub *h);
const struct bundle *hub_bundle(struct hub *h); /* in Dutch */
const struct bundle_file *hub_file(const struct bundle *b, const char *path);

/* As the kiosk's loop has it after switching on. */
struct model hub_model(struct hub *h);

#endif
