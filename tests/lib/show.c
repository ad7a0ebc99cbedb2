#include "show.h"

#include "base/attributes.h"

#include <assert.h>

const char show_card[] = "%PDF-1.4\n"
                         "1 0 obj\n"
                         "<< /Type /Catalog /Pages 2 0 R >>\n"
                         "endobj\n"
                         "2 0 obj\n"
                         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
                         "endobj\n"
                         "3 0 obj\n"
                         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 297.638 419.528] "
                         "/Resources << >> /Contents 4 0 R >>\n"
                         "endobj\n"
                         "4 0 obj\n"
                         "<< /Length 21 >>\n"
                         "stream\n"
                         "40 40 100 100 re f  \n"
                         "endstream\n"
                         "endobj\n"
                         "xref\n"
                         "0 5\n"
                         "0000000000 65535 f \n"
                         "0000000009 00000 n \n"
                         "0000000058 00000 n \n"
                         "0000000115 00000 n \n"
                         "0000000227 00000 n \n"
                         "trailer\n"
                         "<< /Size 5 /Root 1 0 R >>\n"
                         "startxref\n"
                         "297\n"
                         "%%EOF\n";

void show_open(struct show *s)
{
    pthread_condattr_t monotonic;
    assert(pthread_condattr_init(&monotonic) == 0);
    assert(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    assert(pthread_cond_init(&s->changed, &monotonic) == 0);
    assert(pthread_mutex_init(&s->lock, NULL) == 0);
    pthread_condattr_destroy(&monotonic);
}

void show_close(struct show *s)
{
    if (s->runs) { /* the test failed half way */
        printer_cancel(s->printer);
        pthread_join(s->thread, NULL);
    }
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
}

static void note_state(void *ctx, enum print_state state)
{
    struct show *s = ctx;
    pthread_mutex_lock(&s->lock);
    if (s->count < (int)COUNT_OF(s->states))
        s->states[s->count++] = state;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void *run_show(void *ctx)
{
    struct show *s = ctx;
    struct err err = { .code = ERR_NONE };
    const char *pdf = s->pdf != NULL ? s->pdf : show_card;
    bool ok = printer_print(s->printer, pdf, strlen(pdf), &s->paper, note_state, s, &err);
    pthread_mutex_lock(&s->lock);
    s->ended = true;
    s->ok = ok;
    s->err = err;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

void show_start(struct show *s, struct printer *printer, struct paper paper)
{
    assert(!s->runs);
    s->printer = printer;
    s->paper = paper;
    s->count = 0;
    s->ended = false;
    s->err = (struct err){ .code = ERR_NONE };
    s->runs = true;
    assert(pthread_create(&s->thread, NULL, run_show, s) == 0);
}

static struct timespec deadline(int ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000L;
    if (t.tv_nsec >= 1000000000L) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000L;
    }
    return t;
}

bool show_reaches(struct show *s, int count, enum print_state state, int ms)
{
    struct timespec until = deadline(ms);
    int late = 0;
    pthread_mutex_lock(&s->lock);
    while (s->count < count && !s->ended && late == 0)
        late = pthread_cond_timedwait(&s->changed, &s->lock, &until);
    bool reached = s->count == count && s->states[count - 1] == state;
    pthread_mutex_unlock(&s->lock);
    return reached;
}

bool show_ends(struct show *s, int ms, enum err_code *code)
{
    struct timespec until = deadline(ms);
    int late = 0;
    pthread_mutex_lock(&s->lock);
    while (!s->ended && late == 0)
        late = pthread_cond_timedwait(&s->changed, &s->lock, &until);
    bool ended = s->ended;
    pthread_mutex_unlock(&s->lock);
    if (!ended)
        return false;
    pthread_join(s->thread, NULL);
    s->runs = false;
    *code = s->ok ? ERR_NONE : s->err.code;
    return true;
}
