/* Screen: what to take home: the printed card with its true state, or a code for the phone. */
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"

static enum print_state print_of(const struct model *m)
{
    return m->visit.answered[m->visit.card].print;
}

static bool print_went_wrong(const struct model *m)
{
    return print_of(m) == PRINT_NO_PAPER || print_of(m) == PRINT_FAILED;
}

static int make_buttons(const struct model *m, struct button list[3])
{
    int n = 0;
    if (m->visit.take_home == TAKE_PAPER && print_went_wrong(m))
        list[n++] = (struct button){ .id = "take_home.phone",
            .label = model_phrase(m, PHRASE_GROUP_PHONE),
            .send = { MSG_PHONE, 0 },
            .kind = BUTTON_MAIN,
            .has_icon = true,
            .icon = ICON_PHONE };
    if (m->deck->card_count > 1)
        list[n++] = (struct button){ .id = "take_home.another",
            .label = model_phrase(m, PHRASE_GROUP_ANOTHER),
            .send = { MSG_ANOTHER, 0 },
            .kind = BUTTON_OTHER };
    list[n] = (struct button){ .id = "take_home.done",
        .label = model_phrase(m, PHRASE_GROUP_DONE),
        .send = { MSG_DONE, 0 },
        .kind = n == 0 || !print_went_wrong(m) ? BUTTON_MAIN : BUTTON_OTHER };
    return n + 1;
}

struct words {
    const char *title, *line, *more;
};

static struct words paper_words(const struct model *m)
{
    static const struct {
        enum phrase_id title, line;
    } says[] = {
        [PRINT_NONE] = { PHRASE_PRINT_BUSY, PHRASE_PRINT_BUSY_LINE },
        [PRINT_BUSY] = { PHRASE_PRINT_BUSY, PHRASE_PRINT_BUSY_LINE },
        [PRINT_NO_PAPER] = { PHRASE_PRINT_PAPER, PHRASE_PRINT_PAPER_LINE },
        [PRINT_TAKE] = { PHRASE_PRINT_TAKE, PHRASE_PRINT_TAKE_LINE },
        [PRINT_FAILED] = { PHRASE_PRINT_FAILED, PHRASE_PRINT_FAILED_LINE },
    };
    return (struct words){ model_phrase(m, says[print_of(m)].title),
        model_phrase(m, says[print_of(m)].line), NULL };
}

static struct words words_of(const struct model *m)
{
    if (m->visit.take_home == TAKE_PAPER)
        return paper_words(m);
    return (struct words){ model_phrase(m, PHRASE_PHONE_TITLE), model_phrase(m, PHRASE_PHONE_LINE),
        model_phrase(m, PHRASE_PHONE_HOW) };
}

static int words_height(struct ui *ui, const struct words *w, int width)
{
    const struct theme *t = ui->theme;
    int height = ui_text_height(ui, ui_title_style(ui, width, w->title), width, w->title) + t->gap +
                 ui_text_height(ui, &t->text, width, w->line);
    if (w->more != NULL)
        height += t->gap + ui_text_height(ui, &t->soft_text, width, w->more);
    return height;
}

static void draw_words(struct ui *ui, const struct words *w, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct style *title = ui_title_style(ui, r.w, w->title);
    rect_cut_top(&r, ui_text(ui, "take_home.title", r, title, ALIGN_LEFT, w->title) + t->gap);
    rect_cut_top(&r, ui_text(ui, "take_home.line", r, &t->text, ALIGN_LEFT, w->line) + t->gap);
    if (w->more != NULL)
        ui_text(ui, "take_home.more", r, &t->soft_text, ALIGN_LEFT, w->more);
}

/* The code, at least half a millimetre a module, with the quiet zone that readers need (ISO/IEC
 * 18004: four modules). Black on white in every theme: phones read nothing else reliably. */
static void draw_code(struct ui *ui, const struct model *m, struct rect r)
{
    static const struct colour black = { 0, 0, 0 }, white = { 255, 255, 255 };
    const struct theme *t = ui->theme;
    const struct qr *qr = &m->visit.qr;
    int room = r.w < r.h ? r.w : r.h, side = qr->side + 8;
    if (qr->side == 0)
        return; /* being made: a few milliseconds */
    int module = room / side;
    if (module * 2 < t->mm)
        ui_misfit(ui, "take_home.qr");
    struct rect white_card = rect_centre(r, module * side, module * side);
    ui_card(ui, white_card, white, t->paper_edge);
    draw_qr(ui->draw, rect_inset(white_card, module * 4), qr, black);
    ui_control(ui, (struct control){ .id = "take_home.qr",
                       .label = model_phrase(m, PHRASE_PHONE_TITLE),
                       .role = ROLE_TEXT,
                       .rect = white_card,
                       .secret = true });
}

static void draw_sign(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    int side = t->mm * 26;
    if (side > r.w || side > r.h)
        side = r.w < r.h ? r.w : r.h;
    draw_icon(ui->draw, rect_centre(r, side, side),
        print_of(m) == PRINT_TAKE ? ICON_CHECK : ICON_PRINTER,
        print_went_wrong(m) ? t->edge : t->ink);
}

/* Modules of half a millimetre, and no more than the glass has. */
static int code_side(const struct ui *ui, const struct model *m)
{
    int side = m->visit.qr.side + 8, module = (ui->theme->mm + 1) / 2;
    return side * module;
}

static bool fits_beside(
    struct ui *ui, const struct model *m, struct rect r, int sign, struct words words)
{
    struct button list[3];
    int n = make_buttons(m, list), gap = ui->theme->gap, width = r.w - sign - gap * 3;
    words.more = NULL;
    int words_h = words_height(ui, &words, width) + gap;
    return words_h + ui_buttons_height(ui, list, n, width, r.h - words_h) <= r.h;
}

/* The sign, or the code: as large as leaves the words their room. */
static int sign_width(struct ui *ui, const struct model *m, struct rect r, struct words words)
{
    int roomy = r.w * 45 / 100 < r.h ? r.w * 45 / 100 : r.h, least = 0;
    if (m->visit.take_home == TAKE_PHONE)
        least = code_side(ui, m) + ui->theme->mm;
    else
        roomy = roomy * 3 / 4;
    while (roomy > least && !fits_beside(ui, m, r, roomy, words))
        roomy -= ui->theme->mm * 2;
    return roomy > least ? roomy : least;
}

static void draw_beside(
    struct ui *ui, const struct model *m, struct rect r, struct words words, struct rect *sign)
{
    const struct theme *t = ui->theme;
    struct button list[3];
    int n = make_buttons(m, list);

    *sign = rect_cut_left(&r, sign_width(ui, m, r, words));
    rect_cut_left(&r, t->gap * 3);
    int room = r.h - words_height(ui, &words, r.w) - t->gap;
    int buttons_h = ui_buttons_height(ui, list, n, r.w, room);
    if (words_height(ui, &words, r.w) + t->gap + buttons_h > r.h)
        words.more = NULL; /* how to scan: those who need large letters ask a colleague */
    int need = words_height(ui, &words, r.w) + t->gap * 4 + buttons_h;
    r = rect_centre(r, r.w, need < r.h ? need : r.h);
    struct rect buttons = rect_cut_bottom(&r, buttons_h);
    draw_words(ui, &words, r);
    ui_buttons(ui, buttons, list, n, room);
}

static void draw_below(
    struct ui *ui, const struct model *m, struct rect r, struct words words, struct rect *sign)
{
    const struct theme *t = ui->theme;
    struct button list[3];
    int n = make_buttons(m, list);
    int room = r.h / 2;
    struct rect buttons = rect_cut_bottom(&r, ui_buttons_height(ui, list, n, r.w, room));

    rect_cut_bottom(&r, t->gap);
    int least = m->visit.take_home == TAKE_PHONE ? code_side(ui, m) : 0;
    if (r.h - words_height(ui, &words, r.w) - t->gap * 2 < least)
        words.more = NULL;
    *sign = rect_cut_top(&r, r.h - words_height(ui, &words, r.w) - t->gap * 2);
    rect_cut_top(&r, t->gap);
    draw_words(ui, &words, r);
    ui_buttons(ui, buttons, list, n, room);
}

static void view(const struct model *m, struct ui *ui)
{
    struct bar bar = {
        .back = model_phrase(m, PHRASE_NAV_BACK), .go_back = { MSG_GO, SCREEN_GROUP }, .steps = 3
    };
    struct rect page = ui_page(ui, m, &bar), sign;

    if (ui_is_tall(ui))
        draw_below(ui, m, page, words_of(m), &sign);
    else
        draw_beside(ui, m, page, words_of(m), &sign);
    if (m->visit.take_home == TAKE_PHONE)
        draw_code(ui, m, sign);
    else
        draw_sign(ui, m, sign);
}

static void make_code(struct model *m, struct effects *fx)
{
    m->visit.take_home = TAKE_PHONE;
    effects_push(fx, model_ask(m, FX_MAKE_QR));
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_GO:
        model_go(m, msg->screen);
        break;
    case MSG_PHONE:
        make_code(m, fx);
        break;
    case MSG_LANGUAGE: /* the mail speaks the language of the glass */
        if (m->visit.take_home == TAKE_PHONE)
            make_code(m, fx);
        break;
    case MSG_ANOTHER:
        model_go(m, SCREEN_DECK);
        break;
    case MSG_DONE:
        model_go(m, SCREEN_GOODBYE);
        break;
    default:
        break;
    }
}

const struct screen screen_take_home = { .on_msg = on_msg, .view = view };
