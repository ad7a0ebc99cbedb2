/* Screen: the USB stick: how it is, pairing, results onto it, decks from it. */
#include "screens/notices.h"
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"

enum { STICK_ROWS = 4 };

static struct button button_of(
    const struct model *m, const char *id, enum phrase_id label, enum msg_kind send, bool off)
{
    return (struct button){ .id = id,
        .label = model_phrase(m, label),
        .send = { send, 0 },
        .kind = BUTTON_OTHER,
        .disabled = off };
}

/* One row a thing that can be done, with what it is good for. */
static struct row row_of(
    const struct model *m, const char *id, enum phrase_id title, enum phrase_id line)
{
    return (struct row){ .id = id, .title = model_phrase(m, title), .line = model_phrase(m, line) };
}

static void view(const struct model *m, struct ui *ui)
{
    enum stick_condition s = m->machine.stick;
    bool paired = s == STICK_PAIRED || s == STICK_DONE;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_ORGANISER },
            .steps = NO_STEPS });
    struct row rows[STICK_ROWS];

    rows_title(ui, &r, "stick.title", model_phrase(m, PHRASE_ORG_STICKS));
    rows[0] = notice_stick(m, ui);
    rows[1] = row_of(m, "stick.pairing", PHRASE_STICK_PAIRING, PHRASE_STICK_PAIRING_LINE);
    rows[1].button = button_of(m, "organiser.pair", PHRASE_ORG_PAIR, MSG_PAIR, s != STICK_NEW);
    rows[2] = row_of(m, "stick.results", PHRASE_STICK_RESULTS, PHRASE_STICK_RESULTS_LINE);
    rows[2].button = button_of(
        m, "organiser.export", PHRASE_ORG_EXPORT, MSG_EXPORT, !paired && s != STICK_TROUBLE);
    rows[3] = row_of(m, "stick.decks", PHRASE_STICK_DECKS, PHRASE_STICK_DECKS_LINE);
    rows[3].button = button_of(m, "organiser.import", PHRASE_STICK_IMPORT, MSG_IMPORT_BEGIN,
        s == STICK_NONE || s == STICK_TWO || s == STICK_BUSY);
    rows_draw(ui, m, r, rows, STICK_ROWS, "stick.more");
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_IMPORT_BEGIN:
        m->organiser.import = (struct import){ .state = IMPORT_BUSY };
        effects_push(fx, (struct effect){ .kind = FX_IMPORT });
        organiser_open(m, SCREEN_IMPORT, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_stick = { .on_msg = on_msg, .view = view };
