#include "store/archive_check.h"

#include "core/utf8.h"

bool archive_check_text(const char *text, size_t len, size_t max)
{
    int bytes;
    if (len > max)
        return false;
    for (size_t i = 0; i < len; i += (size_t)bytes)
        if (!utf8_is_plain(utf8_read(text + i, &bytes)))
            return false;
    return true;
}

static uint64_t sum(const uint32_t *counts, int count)
{
    uint64_t total = 0;
    for (int i = 0; i < count; i++)
        total += counts[i];
    return total;
}

static bool table_adds_up(const struct tally *t)
{
    for (int e = 0; e < ELEMENT_COUNT; e++)
        if (sum(t->table[e], CHOICE_COUNT) != t->element[e])
            return false;
    for (int c = 0; c < CHOICE_COUNT; c++) {
        uint64_t column = 0;
        for (int e = 0; e < ELEMENT_COUNT; e++)
            column += t->table[e][c];
        if (column != t->choice[c])
            return false;
    }
    return true;
}

static bool may_be_seen(uint64_t total, int group_min)
{
    return total == 0 || (total >= (uint64_t)group_min && total <= UINT32_MAX);
}

static bool check_card(const struct published_card *card, int group_min, struct err *err)
{
    uint64_t total = sum(card->tally.element, ELEMENT_COUNT);
    if (!may_be_seen(total, group_min))
        return err_set(
            err, ERR_STORE, "a card has fewer answers than the minimum group, or too many");
    if (sum(card->tally.choice, CHOICE_COUNT) != total ||
        (card->tally.has_table && !table_adds_up(&card->tally)))
        return err_set(err, ERR_STORE, "the counts of a card do not add up");
    return true;
}

bool archive_check_published(const struct published *p, int64_t rows, struct err *err)
{
    bool closed = p->meeting.state == MEETING_CLOSED;
    uint64_t pool = sum(p->pool, ELEMENT_COUNT);
    int64_t expected = ELEMENT_COUNT;
    for (int i = 0; i < p->card_count; i++) {
        const struct published_card *card = &p->cards[i];
        int choices = card->choice_count + 1; /* something else */
        if (!check_card(card, p->meeting.group_min, err))
            return false;
        expected += ELEMENT_COUNT + choices + (card->tally.has_table ? ELEMENT_COUNT * choices : 0);
    }
    if (rows != expected)
        return err_set(err, ERR_STORE, "the counts of a card are not complete, or too many");
    if (!may_be_seen(pool, p->meeting.group_min) || (pool > 0 && !closed))
        return err_set(err, ERR_STORE, "all other answers together are not what a kiosk publishes");
    if (p->left_out > 0 && (pool > 0 || !closed))
        return err_set(err, ERR_STORE, "answers are left out of a meeting that leaves none out");
    return true;
}
