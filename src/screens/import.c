/* Screen: decks from a stick: read, checked, and only then taken into use. */
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"

static enum phrase_id failed_line(enum err_code code)
{
    switch (code) {
    case ERR_FULL: /* the kiosk's own disk, or what a pack may take of it */
    case ERR_CONTENT:
        return PHRASE_IMPORT_FULL_LINE;
    case ERR_FILE:
        return PHRASE_IMPORT_NONE_LINE;
    case ERR_GONE:
        return PHRASE_ORG_STICK_GONE_LINE;
    default:
        return PHRASE_IMPORT_FAILED_LINE;
    }
}

/* What there is to say, whatever the state. */
static struct row row_of(const struct model *m, struct ui *ui)
{
    const struct import *import = &m->organiser.import;
    const struct language *l = model_language(m);
    struct row row = { .id = "import.state", .has_dot = true, .dot = ui->theme->edge };
    switch (import->state) {
    case IMPORT_NONE:
    case IMPORT_BUSY:
        row.title = model_phrase(m, PHRASE_IMPORT_BUSY);
        row.line = model_phrase(m, PHRASE_IMPORT_BUSY_LINE);
        break;
    case IMPORT_READY:
        row.title = model_phrase(m, PHRASE_IMPORT_READY);
        row.line = arena_printf(ui->arena, "%s · %s",
            phrase_count(ui->arena, l, PHRASE_MEETING_CARDS_N, import->cards),
            phrase_count(ui->arena, l, PHRASE_IMPORT_DECKS, import->decks));
        row.dot = ui->theme->good;
        break;
    case IMPORT_FAULTS:
        row.title = phrase_count(ui->arena, l, PHRASE_IMPORT_FAULTS, import->fault_count);
        row.line = model_phrase(m, PHRASE_IMPORT_FAULTS_LINE);
        row.dot = ui->theme->alert;
        break;
    case IMPORT_FAILED:
        row.title = model_phrase(m, PHRASE_IMPORT_FAILED);
        row.line = model_phrase(m, failed_line(import->code));
        row.dot = ui->theme->alert;
        break;
    case IMPORT_INSTALLED:
        row.title = model_phrase(m, PHRASE_IMPORT_DONE);
        row.line = model_phrase(m, PHRASE_IMPORT_DONE_LINE);
        row.dot = ui->theme->good;
        break;
    }
    return row;
}

static void view(const struct model *m, struct ui *ui)
{
    const struct import *import = &m->organiser.import;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_STICK },
            .steps = NO_STEPS });
    struct row rows[2 + IMPORT_LINES];
    int n = 0;

    rows_title(ui, &r, "import.title", model_phrase(m, PHRASE_STICK_DECKS));
    rows[n++] = row_of(m, ui);
    if (import->state == IMPORT_READY) {
        rows[n] = (struct row){ .id = "import.preview",
            .title = model_phrase(m, PHRASE_IMPORT_INSTALL_TITLE),
            .line = model_phrase(m, PHRASE_IMPORT_INSTALL_LINE) };
        rows[n++].button = (struct button){ .id = "import.install",
            .label = model_phrase(m, PHRASE_IMPORT_INSTALL),
            .send = { MSG_IMPORT_INSTALL, 0 },
            .kind = BUTTON_MAIN };
    }
    for (int i = 0; i < import->line_count; i++)
        rows[n++] = (struct row){ .id = arena_printf(ui->arena, "import.%s.%d",
                                      import->state == IMPORT_FAULTS ? "fault" : "deck", i),
            .title = import->lines[i].title,
            .line = import->lines[i].text };
    rows_draw(ui, m, r, rows, n, "import.more");
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_IMPORT_INSTALL:
        m->organiser.import.state = IMPORT_BUSY;
        effects_push(fx, (struct effect){ .kind = FX_INSTALL });
        break;
    case MSG_IMPORT:
        if (msg->import.state == IMPORT_INSTALLED) /* new cards: begin as after switching on */
            effects_push(fx, (struct effect){ .kind = FX_RESTART });
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_import = { .on_msg = on_msg, .view = view };
