//! Filter and order, as a form that asks for the same page.

use leptos::prelude::*;
use words::Language;

use super::{
    arrange::{Group, Order, Wish},
    groups::title,
};

/// Shows what is wished for at present.
pub fn toolbar(t: Language, wish: Wish) -> AnyView {
    let groups = Group::ALL.map(|group| {
        view! {
            <option value=group.name() selected=wish.show == Some(group)>{title(t, group)}</option>
        }
    });
    view! {
        <form class="toolbar" method="get" action="/dashboard">
            <div class="field">
                <label for="show">{t.filter_show()}</label>
                <select id="show" name="show">
                    <option value="">{t.filter_all()}</option>
                    {groups}
                </select>
            </div>
            <div class="field">
                <label for="order">{t.filter_order()}</label>
                <select id="order" name="order">
                    <option value="date">{t.order_date()}</option>
                    <option value="title" selected=wish.order == Order::Title>{t.order_title()}</option>
                </select>
            </div>
            <button class="button">{t.filter_apply()}</button>
        </form>
    }
    .into_any()
}
