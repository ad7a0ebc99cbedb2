#include "bare.h"

#include <SDL2/SDL.h>
#include <stdbool.h>

static void present(SDL_Renderer *r, int number)
{
    Uint8 grey = number % 2 == 0 ? 255 : 128;
    SDL_SetRenderDrawColor(r, grey, grey, grey, 255);
    SDL_RenderClear(r);
    SDL_RenderPresent(r);
}

int bare_window(void)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    if (SDL_Init(SDL_INIT_VIDEO) < 0)
        return EXIT_FAILURE;
    SDL_Window *window = SDL_CreateWindow(
        "bare", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, BARE_WIDTH, BARE_HEIGHT, 0);
    SDL_Renderer *r = window == NULL ? NULL : SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    if (r == NULL)
        return EXIT_FAILURE;
    SDL_StopTextInput();
    int number = 0;
    present(r, number++);
    for (SDL_Event e = { 0 }; e.type != SDL_QUIT;) {
        if (SDL_WaitEventTimeout(&e, -1) != 1)
            continue;
        bool exposed = e.type == SDL_WINDOWEVENT && e.window.event == SDL_WINDOWEVENT_EXPOSED;
        if (exposed || e.type == SDL_MOUSEBUTTONDOWN || e.type == SDL_MOUSEBUTTONUP)
            present(r, number++);
    }
    SDL_DestroyRenderer(r);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return EXIT_SUCCESS;
}
