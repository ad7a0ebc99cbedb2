#include "screens/dilemma.h"

#include "screens/story.h"

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static bool fits_wide(struct ui *ui, const struct model *m, struct rect story, struct rect ask)
{
    return story_is_readable(ui, story.w) && story_height(ui, m, story.w) <= story.h &&
           element_ask_height(ui, m, ask.w) <= ask.h && choice_ask_height(ui, m, ask.w) <= ask.h;
}

struct dilemma dilemma_layout(struct ui *ui, const struct model *m, struct rect page)
{
    const struct theme *t = ui->theme;
    struct dilemma d = { .layout = LAYOUT_SMALL, .story = page, .ask = page };
    struct rect ask = page, story = rect_cut_left(&ask, page.w * 53 / 100);

    rect_cut_left(&ask, t->gap * 2);
    if (!ui_is_tall(ui) && fits_wide(ui, m, story, ask))
        return (struct dilemma){ LAYOUT_WIDE, story, ask };

    int need = larger(element_ask_height(ui, m, page.w), choice_ask_height(ui, m, page.w));
    ask = page;
    story = rect_cut_top(&ask, page.h - need - t->gap * 2);
    rect_cut_top(&ask, t->gap * 2);
    if (ui_is_tall(ui) && ask.h >= need && story_height(ui, m, story.w) <= story.h)
        return (struct dilemma){ LAYOUT_TALL, story, ask };
    return d;
}

int dilemma_share(const int *needs, int n, int gap, int room, int most, int *heights)
{
    int sum = (n - 1) * gap, largest = 0;
    for (int i = 0; i < n; i++) {
        sum += needs[i];
        largest = larger(largest, needs[i]);
    }
    int equal = (room - (n - 1) * gap) / n, spare = room > sum ? (room - sum) / n : 0;
    if (equal > most)
        equal = larger(most, largest);
    for (int i = 0; i < n; i++)
        heights[i] = equal >= largest ? equal : needs[i] + spare;
    sum = (n - 1) * gap;
    for (int i = 0; i < n; i++)
        sum += heights[i];
    return sum;
}
