package regular

// withoutWaiting is nothing in a browser, where there are no pipes.
const withoutWaiting = 0
