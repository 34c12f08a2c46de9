#include "kiosk/input/pointer.h"

#include <imgui.h>

#include "tests/support/catch.h"

namespace {

/// One big button and nothing else.
class Board {
public:
    Board()
    {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = ImVec2(400, 400);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        frame();
        frame();
    }
    Board(const Board&) = delete;
    Board& operator=(const Board&) = delete;
    ~Board() { ImGui::DestroyContext(); }

    void frame()
    {
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        pointer.feed();
        ImGui::NewFrame();
        ImGui::SetNextWindowPos(ImVec2(0, 0));
        ImGui::SetNextWindowSize(ImVec2(400, 400));
        ImGui::Begin("page", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
        ImGui::SetCursorScreenPos(ImVec2(100, 100));
        fired += ImGui::InvisibleButton("target", ImVec2(100, 100)) ? 1 : 0;
        held = ImGui::IsItemActive();
        ImGui::End();
        ImGui::Render();
    }
    void settle()
    {
        while (pointer.pending()) frame();
        frame();
    }

    kiosk::Pointer pointer;
    int fired = 0;
    bool held = false;
};

}  // namespace

TEST_CASE("a tap that came and went between two frames still fires, once", "[kiosk][input][pointer]")
{
    Board board;
    board.pointer.press(150, 150);
    board.pointer.release(150, 150);
    board.settle();
    CHECK(board.fired == 1);
    CHECK_FALSE(board.held);
}

TEST_CASE("the press shows in the next frame", "[kiosk][input][pointer]")
{
    Board board;
    board.pointer.press(150, 150);
    board.frame();
    CHECK(board.held);
}

TEST_CASE("sliding off cancels", "[kiosk][input][pointer]")
{
    Board board;
    board.pointer.press(150, 150);
    board.frame();
    board.pointer.move(300, 300);
    board.frame();
    board.pointer.release(300, 300);
    board.settle();
    CHECK(board.fired == 0);
}

TEST_CASE("a cancelled touch leaves nothing lit and fires nothing", "[kiosk][input][pointer]")
{
    Board board;
    board.pointer.press(150, 150);
    board.frame();
    board.pointer.cancel();
    board.settle();
    CHECK(board.fired == 0);
    CHECK_FALSE(board.held);
    board.pointer.press(150, 150);
    board.pointer.release(150, 150);
    board.settle();
    CHECK(board.fired == 1);
}
