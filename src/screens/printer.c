/* Screen: the printer: which one, how it is, paper, limits. */
#include "screens/notices.h"
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/page.h"
#include <string.h>

enum { LIMIT_STEP = 25, LIMIT_MOST = 500, PRINTER_ROWS = 6 + PRINTERS_MOST };

static struct button button_of(
    const struct model *m, const char *id, enum phrase_id label, enum msg_kind send, int arg)
{
    return (struct button){
        .id = id, .label = model_phrase(m, label), .send = { send, arg }, .kind = BUTTON_OTHER
    };
}

static const char *number(struct ui *ui, int n)
{
    return arena_printf(ui->arena, "%d", n);
}

/* --- the rows --- */

static struct row state_row(const struct model *m, struct ui *ui)
{
    struct row row = notice_printer(m, ui);
    enum printer_condition c = m->machine.printer;
    row.id = "printer.state";
    if (c == PRINTER_STOPPED || c == PRINTER_NO_PAPER)
        row.button =
            button_of(m, "printer.refilled", PHRASE_PRINTER_REFILLED, MSG_PRINTER_REFILLED, 0);
    else if (c == PRINTER_READY)
        row.button = button_of(m, "printer.test", PHRASE_PRINTER_TEST, MSG_PRINT_OUT, HANDOUT_TEST);
    return row;
}

static const char *paper_name(const struct model *m, int paper)
{
    static const enum phrase_id names[] = { PHRASE_PAPER_AUTOMATIC, PHRASE_PAPER_A6,
        PHRASE_PAPER_A5, PHRASE_PAPER_A4, PHRASE_PAPER_10X15, PHRASE_PAPER_ROLL };
    return model_phrase(m, names[paper - PAPER_AUTOMATIC]);
}

/* "Canon SELPHY CP1500 · inkt 42% · A6" */
static const char *about(const struct model *m, struct ui *ui)
{
    const struct printer_report *p = &m->organiser.printer;
    const char *text = p->what;
    if (p->ink_percent >= 0)
        text = arena_printf(ui->arena, "%s · %s", text,
            phrase_fill(ui->arena, model_phrase(m, PHRASE_PRINTER_INK), "n",
                number(ui, p->ink_percent), NULL));
    if (p->paper != PAPER_AUTOMATIC)
        text = arena_printf(ui->arena, "%s · %s", text, paper_name(m, p->paper));
    return text;
}

static struct row sheets_row(const struct model *m, struct ui *ui)
{
    int sheets = m->machine.printed.sheets;
    return (struct row){ .id = "printer.sheets",
        .title = phrase_count(ui->arena, model_language(m), PHRASE_PRINTER_SHEETS, sheets),
        .line =
            m->organiser.printer.known ? about(m, ui) : model_phrase(m, PHRASE_PRINTER_SHEETS_LINE),
        .button = button_of(m, "printer.pack", PHRASE_PRINTER_PACK, MSG_PRINTER_PACK, 0) };
}

static struct row paper_row(const struct model *m)
{
    return (struct row){ .id = "printer.paper",
        .title = model_phrase(m, PHRASE_PRINTER_PAPER),
        .line = paper_name(m, m->machine.settings.paper),
        .button = button_of(m, "printer.paper_other", PHRASE_PRINTER_OTHER, MSG_PRINTER_PAPER, 0) };
}

static struct row limit_row(const struct model *m, struct ui *ui)
{
    int limit = m->machine.settings.print_limit;
    return (struct row){ .id = "printer.limit",
        .title = model_phrase(m, PHRASE_PRINTER_LIMIT),
        .line = limit == 0
                    ? model_phrase(m, PHRASE_PRINTER_NO_LIMIT)
                    : phrase_fill(ui->arena, model_phrase(m, PHRASE_PRINTER_LIMIT_LINE), "n",
                          number(ui, limit), "done", number(ui, (int)m->machine.printed.day), NULL),
        .button = button_of(m, "printer.limit_other", PHRASE_PRINTER_OTHER, MSG_PRINTER_LIMIT, 0) };
}

static struct row off_row(const struct model *m)
{
    bool off = m->machine.settings.printer_off;
    return (struct row){ .id = "printer.switch",
        .title = model_phrase(m, off ? PHRASE_ORG_PRINTER_OFF : PHRASE_PRINTER_IS_ON),
        .line = model_phrase(m, off ? PHRASE_ORG_PRINTER_NONE_LINE : PHRASE_ORG_PRINTER_READY_LINE),
        .button = button_of(m, "printer.off",
            off ? PHRASE_PRINTER_SWITCH_ON : PHRASE_PRINTER_SWITCH_OFF, MSG_PRINTER_OFF, !off) };
}

static struct row found_row(const struct model *m, struct ui *ui, int i)
{
    const struct printer_name *p = &m->organiser.printers.list[i];
    const char *set = m->machine.settings.printer;
    bool chosen = set[0] == '\0' ? p->is_default : strcmp(p->name, set) == 0;
    return (struct row){ .id = arena_printf(ui->arena, "printer.found.%d", i),
        .title = p->what[0] == '\0' ? p->name : p->what,
        .line = model_phrase(m, chosen     ? PHRASE_PRINTER_CHOSEN
                                : p->fresh ? PHRASE_PRINTER_FRESH
                                           : PHRASE_PRINTER_FOUND),
        .has_dot = true,
        .dot = chosen ? ui->theme->good : ui->theme->edge,
        .send = { MSG_PRINTER_CHOOSE, i } };
}

static void view(const struct model *m, struct ui *ui)
{
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_ORGANISER },
            .steps = NO_STEPS });
    struct row rows[PRINTER_ROWS];
    int n = 0;

    rows_title(ui, &r, "printer.title", model_phrase(m, PHRASE_ORG_PRINTER));
    rows[n++] = state_row(m, ui);
    if (m->machine.printer != PRINTER_NONE) {
        rows[n++] = sheets_row(m, ui);
        rows[n++] = paper_row(m);
        rows[n++] = limit_row(m, ui);
        rows[n++] = off_row(m);
    }
    for (int i = 0; i < m->organiser.printers.count; i++)
        rows[n++] = found_row(m, ui, i);
    rows_draw(ui, m, r, rows, n, "printer.more");
}

/* --- what a tap leads to --- */

static void keep(const struct settings *settings, struct effects *fx)
{
    effects_push(fx, (struct effect){ .kind = FX_KEEP_SETTINGS, .settings = *settings });
}

static void change(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct settings s = m->machine.settings;
    switch (msg->kind) {
    case MSG_PRINTER_PAPER: /* the next size, and after the last one "as the printer says" */
        s.paper = s.paper + 1 < PAPER_KIND_COUNT ? s.paper + 1 : PAPER_AUTOMATIC;
        break;
    case MSG_PRINTER_LIMIT:
        s.print_limit = s.print_limit + LIMIT_STEP <= LIMIT_MOST ? s.print_limit + LIMIT_STEP : 0;
        break;
    case MSG_PRINTER_OFF:
        s.printer_off = msg->number != 0;
        break;
    case MSG_PRINTER_CHOOSE:
        memcpy(s.printer, m->organiser.printers.list[msg->number].name, sizeof s.printer);
        break;
    default:
        return;
    }
    keep(&s, fx);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_PRINTER_REFILLED:
        m->machine.printed.sheets = m->machine.settings.pack;
        effects_push(fx, (struct effect){ .kind = FX_KEEP_PRINTED, .printed = m->machine.printed });
        effects_push(fx, (struct effect){ .kind = FX_RESUME_PRINTER });
        break;
    case MSG_PRINTER_PACK:
        m->machine.printed.sheets = m->machine.settings.pack;
        effects_push(fx, (struct effect){ .kind = FX_KEEP_PRINTED, .printed = m->machine.printed });
        break;
    case MSG_PRINTER_PAPER:
    case MSG_PRINTER_LIMIT:
    case MSG_PRINTER_OFF:
    case MSG_PRINTER_CHOOSE:
        change(m, msg, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_printer = { .on_msg = on_msg, .view = view };
