/** The same application as a module. */
module app {
    requires io.calling;
    requires io.calling.ice;
}
